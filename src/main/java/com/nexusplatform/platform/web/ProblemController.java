package com.nexusplatform.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
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

    @RequestMapping("/error")
    @Open("errors of open paths end here too")
    ResponseEntity<Object> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return problems.answer(StatusProblem.of(status), request);
    }
}
