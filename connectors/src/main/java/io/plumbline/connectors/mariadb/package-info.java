/// MariaDB: reading and pushing plans down.
@NullMarked
package io.plumbline.connectors.mariadb;

import org.jspecify.annotations.NullMarked;
