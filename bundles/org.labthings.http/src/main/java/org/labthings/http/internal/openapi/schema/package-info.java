/** WoT Data Schemas as JSON Schema 2020-12, with what several share described once. */
package org.labthings.http.internal.openapi.schema;
