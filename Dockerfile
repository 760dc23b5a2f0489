# One file for every image of NEXUS:
#   dev         the checkout with Maven and a JDK, for docker-compose.dev.yml
#   frontend    the workbench's static files behind an unprivileged nginx
#   production  the service: extracted layers, AOT cache, fixed user; the default target
# Tags of the bases move, nginx's across its releases. They are arguments, so that a registry mirror or a digest can be named:
#   --build-arg JRE_IMAGE=eclipse-temurin:25-jre-noble@sha256:...

ARG JDK_IMAGE=eclipse-temurin:25-jdk-noble
ARG JRE_IMAGE=eclipse-temurin:25-jre-noble
ARG MAVEN_IMAGE=maven:3.9-eclipse-temurin-25
ARG NGINX_IMAGE=nginxinc/nginx-unprivileged:alpine

FROM ${MAVEN_IMAGE} AS maven
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
# the libraries, a layer that only a change of the pom makes anew
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Pfast dependency:go-offline
COPY src/main src/main

FROM maven AS package
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Pfast -DskipTests package
RUN java -Djarmode=tools -jar target/nexus.jar extract --layers --destination extracted \
    && mkdir -p webjars && cd webjars \
    && for jar in ../extracted/dependencies/lib/lit*.jar; do unzip -q -o "$jar" 'META-INF/resources/webjars/*'; done \
    && for library in META-INF/resources/webjars/*; do mkdir -p "flat/$(basename "$library")" && cp -r "$library"/*/. "flat/$(basename "$library")/"; done \
    && find flat -type d \( -name development -o -name node \) -prune -exec rm -rf {} + \
    && find flat -type f ! -name '*.js' -delete

# -- dev: compiles and serves the checkout -----------------------------------------------------------------------------
FROM maven AS dev
EXPOSE 8080
ENV SPRING_PROFILES_ACTIVE=dev
# the exit status of the wrapped service is that of the container
CMD ["mvn", "-B", "-q", "-Pfast", "spring-boot:run"]

# -- frontend ----------------------------------------------------------------------------------------------------------
FROM ${NGINX_IMAGE} AS frontend
USER root
COPY --chmod=0444 nginx/frontend/nginx.conf /etc/nginx/nginx.conf
COPY --chmod=0444 nginx/frontend/default.conf.template /etc/nginx/templates/default.conf.template
COPY --chmod=0555 nginx/frontend/write-config.sh /docker-entrypoint.d/40-write-config.sh
COPY src/main/resources/static /usr/share/nginx/workbench
COPY --from=package /build/webjars/flat /usr/share/nginx/workbench/webjars
# by RUN, since COPY takes such a mode only from Dockerfile 1.14 on
RUN rm -f /usr/share/nginx/workbench/config.js && chmod -R u=rwX,go=rX /usr/share/nginx/workbench
USER 101
EXPOSE 8080
LABEL org.opencontainers.image.title="nexus-frontend" \
      org.opencontainers.image.description="The workbench of NEXUS: static files"
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 CMD curl -fsS http://127.0.0.1:8080/healthz || exit 1

# -- production --------------------------------------------------------------------------------------------------------
FROM ${JRE_IMAGE} AS production
ARG VERSION=unversioned
ARG REVISION=unknown
LABEL org.opencontainers.image.title="nexus-backend" \
      org.opencontainers.image.description="NEXUS, a service for financial examination" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# what probes the service, in an image that is to hold no other tool
RUN command -v curl >/dev/null || (apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*)
RUN groupadd --system --gid 10001 nexus && useradd --system --uid 10001 --gid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin nexus
WORKDIR /app
# all of it is root's, so that the service cannot change itself; what changes least comes first
COPY --from=package /build/extracted/dependencies/ ./
COPY --from=package /build/extracted/spring-boot-loader/ ./
COPY --from=package /build/extracted/snapshot-dependencies/ ./
COPY --from=package /build/extracted/application/ ./
# a training run up to the refreshed context, in the very JVM that will serve, without database or Redis; the key of the trail that it
# makes for itself does not stay
RUN java -XX:AOTCacheOutput=nexus.aot -XX:+UseG1GC -Dspring.context.exit=onRefresh \
      -Dspring.flyway.enabled=false -Dspring.jpa.hibernate.ddl-auto=none \
      -Dspring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false \
      -Dspring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect \
      -Dspring.datasource.url=jdbc:postgresql://127.0.0.1:1/none -Dspring.datasource.username=none \
      -Dspring.datasource.hikari.connection-timeout=250 \
      -Ddb-scheduler.polling-strategy=fetch -Ddb-scheduler.delay-startup-until-context-ready=true \
      -Dlogging.level.root=warn -Dnexus.local.enabled=false \
      -DJWT_SECRET=only-for-the-training-run-of-the-cache-0123456789 \
      -DENCRYPTION_KEY=only-for-the-training-run-of-the-cache-0123456789 \
      --enable-native-access=ALL-UNNAMED -jar nexus.jar \
    && test -s nexus.aot && chmod 0444 nexus.aot && rm -rf data /tmp/*
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
ENV SPRING_PROFILES_ACTIVE=production
# /ready and not /health: a Redis that is away makes the service slower, not useless
HEALTHCHECK --interval=10s --timeout=5s --start-period=180s --retries=3 CMD curl -fsS http://127.0.0.1:8080/ready || exit 1
ENTRYPOINT ["java", "-XX:AOTCache=nexus.aot", "-XX:+UseG1GC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "nexus.jar"]
