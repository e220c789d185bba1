/// Tests of the services over workspaces made for the purpose.
@org.jspecify.annotations.NullMarked
package io.plumbline.workbench.service;
