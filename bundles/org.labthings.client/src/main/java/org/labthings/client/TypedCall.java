package org.labthings.client;

/** What a method of an interface does at the remote Thing. */
@FunctionalInterface
interface TypedCall {
    /** Does it; arguments are null for none. */
    Object call(Object[] arguments) throws Exception;
}
