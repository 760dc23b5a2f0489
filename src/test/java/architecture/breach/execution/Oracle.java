package architecture.breach.execution;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Cipher;

/** Runs what it is told, throws dice that anyone can load, and encrypts in a way of its own. */
class Oracle {

    Object answer(ObjectInputStream question) throws IOException, ClassNotFoundException {
        return question.readObject();
    }

    Process obey(String order) throws IOException {
        return new ProcessBuilder(order).start();
    }

    int guess() {
        return new Random().nextInt();
    }

    Cipher whisper() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }
}
