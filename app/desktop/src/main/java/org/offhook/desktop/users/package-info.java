/** Who may log in: nobody is listed, and a working extension is proof enough; or users are listed, and their passwords count. */
package org.offhook.desktop.users;
