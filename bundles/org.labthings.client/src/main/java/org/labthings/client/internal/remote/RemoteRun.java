package org.labthings.client.internal.remote;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.DynamicAction;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.LogRecord;
import org.labthings.client.ClientError;
import org.labthings.client.InvocationListener;
import org.labthings.client.RemoteAction;
import org.labthings.client.RemoteInvocation;
import org.labthings.client.ServerActionError;

/**
 * An invocation here that is one at the other server: progress and log come over, the wish to
 * cancel goes there.
 */
final class RemoteRun implements DynamicAction.Code {
    private final RemoteAction action;

    RemoteRun(RemoteAction action) {
        this.action = action;
    }

    @Override
    public Object run(Map<String, Object> arguments) throws InterruptedException {
        Optional<Invocation> here = Invocation.current();
        try {
            RemoteInvocation there =
                    takesObject() ? action.invoke(arguments) : action.invokeWith(input(arguments));
            here.ifPresent(invocation -> there.listen(new Relay(invocation)));
            return there.awaitHere();
        } catch (ServerActionError e) {
            InvocationError error =
                    new InvocationError(e.detail() == null ? e.getMessage() : e.detail());
            error.initCause(e);
            throw error;
        } catch (ClientError e) {
            InvocationError error = new InvocationError(e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    private boolean takesObject() {
        String type = action.schema().path("input").path("type").asText("object");
        return type.equals("object");
    }

    private static Object input(Map<String, Object> arguments) {
        return arguments.get("input");
    }

    private record Relay(Invocation here) implements InvocationListener {
        @Override
        public void progress(double fraction, String text) {
            here.reportProgress(fraction, text);
        }

        @Override
        public void log(List<LogRecord> records) {
            records.forEach(here::append);
        }
    }
}
