/**
 * What the OpenFlexure Microscope server has beside its Things, when the configuration is that of a
 * microscope.
 *
 * <pre>
 * MicroscopeServer   registers MicroscopeExtension: routes, aliases, announcement
 *  ├ web             web app, data folder
 *  ├ legacy          what OpenFlexure Connect looks for; the Things by their fixed names
 *  └ v2              the old API, translated
 * MicroscopeLogFile  openflexure_microscope.log
 *  └ log
 * </pre>
 */
package org.labthings.openflexure.internal;
