package org.labthings.hardware.ui;

import java.util.function.Consumer;
import org.labthings.api.Literal;

/**
 * A button that runs an action. {@link #of} makes one with the usual behaviour; each {@code with}
 * method changes one thing:
 *
 * <pre>{@code
 * ActionButton.of("camera", "load_sample", "Load Sample").secondary().withNotice("Loaded")
 * }</pre>
 *
 * @param thing name of its Thing
 * @param action as on the wire
 * @param pollInterval seconds between two looks at the invocation
 * @param submitLabel what stands on the button
 * @param canTerminate whether it can be cancelled
 * @param requiresConfirmation whether one is asked before it starts
 * @param confirmationMessage what one is asked
 * @param buttonPrimary whether it stands out
 * @param disabled whether it cannot be pressed now
 * @param modalProgress whether its log is shown in a dialogue
 * @param streamWithModal whether that shows the live picture too
 * @param notifyOnSuccess whether one is told when it is done
 * @param responseIsSuccessMessage whether its result is what one is told
 * @param successMessage what one is told otherwise
 * @param updateInterfaceOnResponse whether the page asks for its elements anew afterwards
 * @param broken whether there is no such action
 */
public record ActionButton(
        @Literal({"\"action_button\""}) Object elementType,
        String thing,
        String action,
        double pollInterval,
        String submitLabel,
        boolean canTerminate,
        boolean requiresConfirmation,
        String confirmationMessage,
        boolean buttonPrimary,
        boolean disabled,
        boolean modalProgress,
        boolean streamWithModal,
        boolean notifyOnSuccess,
        boolean responseIsSuccessMessage,
        String successMessage,
        boolean updateInterfaceOnResponse,
        boolean broken)
        implements UiElement {
    /**
     * A button with the usual behaviour.
     *
     * @param thing name under which its Thing is served: {@link
     *     org.labthings.api.ThingContext#name()}
     * @param action as on the wire
     * @param label what stands on the button
     * @return a button that stands out, asks and tells nothing, can be cancelled, and looks at its
     *     invocation once a second
     */
    public static ActionButton of(String thing, String action, String label) {
        return new ActionButton(
                "action_button",
                thing,
                action,
                1,
                label,
                true,
                false,
                "Start task?",
                true,
                false,
                false,
                false,
                false,
                false,
                "Success!",
                false,
                false);
    }

    /**
     * That does not stand out.
     *
     * @return a new button
     */
    public ActionButton secondary() {
        return with(b -> b.buttonPrimary = false);
    }

    /**
     * That cannot be cancelled.
     *
     * @return a new button
     */
    public ActionButton untilItsEnd() {
        return with(b -> b.canTerminate = false);
    }

    /**
     * That asks before it starts.
     *
     * @param question to be answered by yes or no
     * @return a new button
     */
    public ActionButton withConfirmation(String question) {
        return with(
                b -> {
                    b.requiresConfirmation = true;
                    b.confirmationMessage = question;
                });
    }

    /**
     * That cannot be pressed now, if a condition holds.
     *
     * @param condition as it is now; the page learns of another one when it asks for its elements
     *     anew
     * @return a new button
     */
    public ActionButton disabledIf(boolean condition) {
        return with(b -> b.disabled = condition);
    }

    /**
     * That shows its log in a dialogue.
     *
     * @param livePicture whether the live picture is shown, too
     * @return a new button
     */
    public ActionButton withDialogue(boolean livePicture) {
        return with(
                b -> {
                    b.modalProgress = true;
                    b.streamWithModal = livePicture;
                });
    }

    /**
     * That says something when it is done.
     *
     * @param message plain text
     * @return a new button
     */
    public ActionButton withNotice(String message) {
        return with(
                b -> {
                    b.notifyOnSuccess = true;
                    b.successMessage = message;
                });
    }

    /**
     * That says its result when it is done.
     *
     * @return a new button, for an action that returns a text
     */
    public ActionButton withResultAsNotice() {
        return with(
                b -> {
                    b.notifyOnSuccess = true;
                    b.responseIsSuccessMessage = true;
                });
    }

    /**
     * After which the page asks for its elements anew.
     *
     * @return a new button
     */
    public ActionButton updatingInterface() {
        return with(b -> b.updateInterfaceOnResponse = true);
    }

    /**
     * Whose invocation is looked at this often.
     *
     * @param seconds above 0
     * @return a new button
     */
    public ActionButton polledEvery(double seconds) {
        return with(b -> b.pollInterval = seconds);
    }

    /** Whose action is missing. */
    ActionButton asBroken() {
        return with(b -> b.broken = true);
    }

    private ActionButton with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.button();
    }

    /** The members of a button, while one of them changes. */
    private static final class Draft {
        private final String thing;
        private final String action;
        private double pollInterval;
        private final String submitLabel;
        private boolean canTerminate;
        private boolean requiresConfirmation;
        private String confirmationMessage;
        private boolean buttonPrimary;
        private boolean disabled;
        private boolean modalProgress;
        private boolean streamWithModal;
        private boolean notifyOnSuccess;
        private boolean responseIsSuccessMessage;
        private String successMessage;
        private boolean updateInterfaceOnResponse;
        private boolean broken;

        Draft(ActionButton b) {
            thing = b.thing;
            action = b.action;
            pollInterval = b.pollInterval;
            submitLabel = b.submitLabel;
            canTerminate = b.canTerminate;
            requiresConfirmation = b.requiresConfirmation;
            confirmationMessage = b.confirmationMessage;
            buttonPrimary = b.buttonPrimary;
            disabled = b.disabled;
            modalProgress = b.modalProgress;
            streamWithModal = b.streamWithModal;
            notifyOnSuccess = b.notifyOnSuccess;
            responseIsSuccessMessage = b.responseIsSuccessMessage;
            successMessage = b.successMessage;
            updateInterfaceOnResponse = b.updateInterfaceOnResponse;
            broken = b.broken;
        }

        ActionButton button() {
            return new ActionButton(
                    "action_button",
                    thing,
                    action,
                    pollInterval,
                    submitLabel,
                    canTerminate,
                    requiresConfirmation,
                    confirmationMessage,
                    buttonPrimary,
                    disabled,
                    modalProgress,
                    streamWithModal,
                    notifyOnSuccess,
                    responseIsSuccessMessage,
                    successMessage,
                    updateInterfaceOnResponse,
                    broken);
        }
    }
}
