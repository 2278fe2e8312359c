/** Things that speak SCPI over TCP. */
package org.labthings.thing.scpi;
