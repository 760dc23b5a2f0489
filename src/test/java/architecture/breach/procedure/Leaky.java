package architecture.breach.procedure;

import java.sql.Connection;

/** A procedure that asks the database, the processor's own logarithm and a floating amount. */
class Leaky {

    Connection connection;
    double amount = Math.log(2);
}
