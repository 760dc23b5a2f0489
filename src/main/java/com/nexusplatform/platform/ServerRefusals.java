package com.nexusplatform.platform;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.shared.ProblemException;

/**
 * Lets the server itself answer in problem documents what it refuses before any filter sees it, such as a broken request line, and
 * what a framework refuses by a status alone.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ServerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(Report.class.getName());
            }
        });
    }

    /** Writes the document without the beans of the application: none is at hand here. Public, since Tomcat makes it by name. */
    public static class Report extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0) {
                return;
            }
            if (request.getMethod().equals("CONNECT")) {
                // a method that the server knows but does not have is none that the resource allows
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
            int status = response.getStatus();
            ProblemException problem = StatusProblem.of(status);
            Map<String, Object> document = Problems.document(problem, request);
            document.put("status", status);
            document.values().removeIf(unknown -> unknown == null || unknown.equals(""));
            AnswerHeaders.HEADERS.forEach(response::setHeader);
            Problems.headers(problem).forEach((name, values) -> response.setHeader(name, values.getFirst()));
            response.setContentType("application/problem+json");
            try {
                response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(document));
                response.finishResponse();
            } catch (IOException callerWentAway) {
                container(request).getLogger().debug("the caller went away", callerWentAway);
            }
        }

        private static Host container(Request request) {
            return request.getHost();
        }
    }
}
