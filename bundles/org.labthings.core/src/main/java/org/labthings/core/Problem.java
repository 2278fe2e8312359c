package org.labthings.core;

import org.labthings.api.HttpError;
import org.labthings.api.StatusCode;

/**
 * Problem details (LabThings specification 1.6.1).
 *
 * @param detail the exception's message, or null
 * @param type documentation URL of a LabThings exception, else null
 * @param status HTTP status
 * @param title simple class name of the exception
 */
public record Problem(String detail, String type, int status, String title) {
    private static final String DOCUMENTATION =
            "https://labthings-fastapi.readthedocs.io/en/latest/autoapi/labthings_fastapi/exceptions/index.html"
                + "#labthings_fastapi.exceptions.";

    /** What clients are told about an exception. */
    public static Problem of(Throwable exception) {
        Class<?> c = exception.getClass();
        boolean ours =
                c.getPackageName().equals("org.labthings.api") && !(exception instanceof HttpError);
        int status = exception instanceof StatusCode s ? s.statusCode() : 500;
        return new Problem(
                exception.getMessage(),
                ours ? DOCUMENTATION + c.getSimpleName() : null,
                status >= 400 && status <= 599 ? status : 500,
                c.getSimpleName());
    }
}
