package com.nexusplatform.platform;

/** The packaged service was started without the address of a database. */
class NoDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoDatabaseException() {
        super("NEXUS has no database: neither DATABASE_URL nor SPRING_DATASOURCE_URL is set, and this build holds no embedded server.");
    }
}
