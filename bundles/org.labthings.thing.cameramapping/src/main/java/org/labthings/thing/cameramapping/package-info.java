/**
 * Camera-stage mapping: finds out how the stage moves the picture. Stage measurement: finds out how
 * far the stage goes, and where its middle is.
 *
 * <pre>
 * CameraStageMapper ──► Calibration (x and y) ──► DirectionCalibration ──► Tracker ──► Fft
 *                                                   └► BacklashFit           ▲
 * StageMeasurement ──► RangeTest, Recentring ──► AxisWalk ───────────────────┘
 *                                                   └► Parabola
 * </pre>
 */
package org.labthings.thing.cameramapping;
