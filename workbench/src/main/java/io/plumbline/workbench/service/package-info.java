/// What a person can do, one class a task; the command line and the desktop stand on it alike.
@NullMarked
package io.plumbline.workbench.service;

import org.jspecify.annotations.NullMarked;
