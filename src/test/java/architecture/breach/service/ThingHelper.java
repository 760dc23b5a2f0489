package architecture.breach.service;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/** A service with a name that says nothing, an injected field and too many dependencies. */
@Service
class ThingHelper {

    @Autowired
    private String injected;

    ThingHelper(String one, String two, String three, String four, String five, String six) {
        this.injected = one + two + three + four + five + six;
    }

    @Override
    public String toString() {
        return injected;
    }
}
