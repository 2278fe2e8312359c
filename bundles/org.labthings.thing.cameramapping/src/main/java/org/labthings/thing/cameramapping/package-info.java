/**
 * Camera-stage mapping: finds out how the stage moves the picture.
 *
 * <pre>
 * CameraStageMapper ──► Calibration (x and y) ──► DirectionCalibration ──► Tracker ──► Fft
 *                                                   └► BacklashFit
 * </pre>
 */
package org.labthings.thing.cameramapping;
