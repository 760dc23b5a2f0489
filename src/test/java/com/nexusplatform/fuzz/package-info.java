/** Random requests from the service's own description, and what no answer to them may be. */
package com.nexusplatform.fuzz;
