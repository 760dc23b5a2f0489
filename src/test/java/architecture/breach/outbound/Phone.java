package architecture.breach.outbound;

import java.net.http.HttpClient;

/** Calls home. */
class Phone {

    HttpClient client = HttpClient.newHttpClient();
}
