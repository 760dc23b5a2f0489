package com.nexusplatform.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Hands the caller to controllers that take an {@link Actor}, or {@link SignedIn} where the session matters. */
class CallerParameter implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class || parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn caller)) {
            throw new ProblemException(ProblemType.SIGN_IN_REQUIRED, "Send an access token: Authorization: Bearer ...");
        }
        return parameter.getParameterType() == Actor.class ? caller.actor() : caller;
    }
}
