/** Everything that other Things have stored, in one list, with an index in a small database. */
package org.labthings.thing.gallery;
