/**
 * Autofocus and focus stacks.
 *
 * <pre>
 * AutofocusThing ──► Sweeps ──► SharpnessMonitor (frames, positions) ──► Peak
 *        └► SmartStack ──► StackJudge
 * </pre>
 */
package org.labthings.thing.autofocus;
