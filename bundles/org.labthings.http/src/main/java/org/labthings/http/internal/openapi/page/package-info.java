/** Content that is sent as it is: the pages under {@code /docs} and {@code /redoc}. */
package org.labthings.http.internal.openapi.page;
