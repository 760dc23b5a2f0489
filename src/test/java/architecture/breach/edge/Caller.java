package architecture.breach.edge;

import architecture.breach.edge.web.OpenController;

/** Depends on the web. */
class Caller {

    OpenController controller;
}
