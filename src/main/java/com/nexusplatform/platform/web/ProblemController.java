package com.nexusplatform.platform.web;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.platform.Problems;
import com.nexusplatform.platform.StatusProblem;
import com.nexusplatform.shared.Open;

/** The problem document for what fails outside of any controller, such as a filter or the server itself. */
@RestController
class ProblemController implements ErrorController {

    private final Problems problems;

    ProblemController(Problems problems) {
        this.problems = problems;
    }

    /** Written without looking at what the caller accepts, since that may be what failed. */
    @RequestMapping("/error")
    @Open("errors of open paths end here too")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        problems.write(StatusProblem.of(status), request, response);
    }
}
