/// How the desktop looks: colours, fonts, icons, stylesheet.
@NullMarked
package io.plumbline.workbench.desktop.theme;

import org.jspecify.annotations.NullMarked;
