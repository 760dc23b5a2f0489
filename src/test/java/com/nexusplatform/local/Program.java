package com.nexusplatform.local;

import java.io.IOException;
import java.nio.file.Path;

/** A service in small for the tests that kill it: holds a data folder and runs both servers until its input ends. */
final class Program {

    private Program() {}

    /** Starts over the folder given, tells the database's address on its output, and waits. */
    public static void main(String[] arguments) throws IOException {
        try (DataFolder folder = DataFolder.take(Path.of(arguments[0]))) {
            Binaries binaries = Binaries.in(Path.of(arguments[1]));
            try (LocalPostgres postgres = LocalPostgres.start(folder, binaries, true);
                    LocalRedis redis = LocalRedis.start(folder, binaries, true)) {
                System.out.println(postgres.url() + " " + redis.port());
                System.in.read();
            }
        }
    }
}
