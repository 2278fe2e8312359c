package org.labthings.api;

/** Ends a request with a status and a text of the driver's choice. */
public class HttpError extends RuntimeException implements StatusCode {
    private static final long serialVersionUID = 1L;

    private final int statusCode;
    private final String detail;

    /**
     * An error answer.
     *
     * @param statusCode 400 to 599; anything else is answered as 500
     * @param detail text for the client
     */
    public HttpError(int statusCode, String detail) {
        super(statusCode + ": " + detail);
        this.statusCode = statusCode;
        this.detail = detail;
    }

    @Override
    public int statusCode() {
        return statusCode;
    }

    /** {@return the text without the status} */
    public String detail() {
        return detail;
    }
}
