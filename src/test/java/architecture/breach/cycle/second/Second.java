package architecture.breach.cycle.second;

import architecture.breach.cycle.first.First;

/** The other half. */
public class Second {

    First first;
}
