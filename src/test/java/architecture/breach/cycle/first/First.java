package architecture.breach.cycle.first;

import architecture.breach.cycle.second.Second;

/** One half of a cycle of packages. */
public class First {

    Second second;
}
