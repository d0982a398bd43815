// One request over HTTP by the libcurl that the system has, loaded at the first request: no other start of the program
// pays for it and the libraries that it needs. Its options are variadic, which Swift cannot call.
#ifndef CCURL_H
#define CCURL_H

#include <stddef.h>

typedef enum {
    CCURL_OK,
    CCURL_NO_LIBRARY,    // libcurl is not installed
    CCURL_STOPPED,       // a callback of the caller said so
    CCURL_TIMED_OUT,
    CCURL_FAILED         // answer.message says what libcurl said
} ccurl_status;

typedef struct {
    const char *url;
    const char *method;            // "GET" follows up to request.redirects redirects, no other method does
    const void *body;              // NULL: none
    size_t body_count;
    const char *fields;            // lines "Name: value", each but the last ended by "\n"
    long milliseconds;             // for all of it: name, connection, redirects, content
    long redirects;
    // Takes a line of a head, also of a redirect's, or bytes of the content, never of a redirect's; 0 ends the request.
    int (*head)(const char *bytes, size_t count, void *context);
    int (*content)(const char *bytes, size_t count, void *context);
    int (*goes_on)(void *context); // asked at least once a second; 0 ends the request
    void *context;
} ccurl_request;

typedef struct {
    long status;                   // of HTTP; 0 where there was no answer
    char content_type[256];        // empty where the server wrote none, or a longer one
    char message[256];
} ccurl_answer;

// Blocks until the answer is there, or it is known that there is none. Safe to call from several threads.
ccurl_status ccurl_send(const ccurl_request *request, ccurl_answer *answer);

#endif
