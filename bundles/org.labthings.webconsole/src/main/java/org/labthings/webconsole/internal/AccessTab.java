package org.labthings.webconsole.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.labthings.config.Requester;
import org.labthings.security.Gatekeeper;
import org.labthings.security.store.AccountStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The page Access of the Web Console: users and API tokens.
 *
 * <pre>
 * GET  access                 the page
 * GET  access/accounts.json   what it shows
 * POST access/COMMAND         {@link AccountCommands}: JSON
 * </pre>
 */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=" + AccessTab.LABEL,
            ServletConstants.PLUGIN_TITLE + "=Access",
            ServletConstants.PLUGIN_CATEGORY + "=LabThings",
            ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + AccessTab.LABEL + "/res/lab.css"
        })
public final class AccessTab extends ConsolePage {
    static final String LABEL = "access";
    private static final long serialVersionUID = 1L;

    private final transient AccountCommands accounts;
    private final transient Gatekeeper gatekeeper;

    /** Called by Declarative Services. */
    @Activate
    public AccessTab(@Reference AccountStore store, @Reference Gatekeeper gatekeeper) {
        super(LABEL);
        this.accounts = new AccountCommands(store);
        this.gatekeeper = gatekeeper;
    }

    @Override
    JsonNode document(String name, HttpServletRequest request) throws RefusedCommandException {
        if (!name.equals("accounts.json")) {
            return null;
        }
        try {
            return accounts.list()
                    .put("login", gatekeeper.policy().loginRequired())
                    .put("you", request.getRemoteUser());
        } catch (IOException e) {
            throw new RefusedCommandException(
                    500, "The accounts cannot be read: " + e.getMessage());
        }
    }

    @Override
    ObjectNode command(String name, HttpServletRequest request, Requester by)
            throws RefusedCommandException, IOException {
        return accounts.run(name, body(request), by);
    }
}
