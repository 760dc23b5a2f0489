package architecture.breach.time;

import java.time.Instant;
import java.util.Date;
import java.util.Locale;

/** Asks the machine for time and language. */
class Hour {

    @SuppressWarnings("JavaUtilDate") // the breach
    Date date = Date.from(Instant.now());
    Locale locale = Locale.getDefault();
}
