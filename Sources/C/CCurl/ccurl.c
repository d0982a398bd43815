#define _GNU_SOURCE
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// Numbers of libcurl's interface, which never change within libcurl.so.4 (curl/curl.h).
enum {
    OPT_POSTFIELDSIZE_LARGE = 30120,
    OPT_XFERINFOFUNCTION = 20219,
    OPT_HEADERFUNCTION = 20079,
    OPT_WRITEFUNCTION = 20011,
    OPT_XFERINFODATA = 10057,
    OPT_CUSTOMREQUEST = 10036,
    OPT_HEADERDATA = 10029,
    OPT_HTTPHEADER = 10023,
    OPT_USERAGENT = 10018,
    OPT_POSTFIELDS = 10015,
    OPT_ERRORBUFFER = 10010,
    OPT_URL = 10002,
    OPT_WRITEDATA = 10001,
    OPT_REDIR_PROTOCOLS = 182,
    OPT_PROTOCOLS = 181,
    OPT_TIMEOUT_MS = 155,
    OPT_NOSIGNAL = 99,
    OPT_MAXREDIRS = 68,
    OPT_FOLLOWLOCATION = 52,
    OPT_NOPROGRESS = 43,
    INFO_RESPONSE_CODE = 0x200000 + 2,
    INFO_CONTENT_TYPE = 0x100000 + 18,
    GLOBAL_ALL = 3,
    PROTOCOLS_HTTP_AND_HTTPS = 1 | 2,
    CODE_OK = 0,
    CODE_WRITE_ERROR = 23,
    CODE_OPERATION_TIMED_OUT = 28,
    CODE_ABORTED_BY_CALLBACK = 42,
    ERROR_SIZE = 256
};

static struct {
    void *(*easy_init)(void);
    int (*easy_setopt)(void *, int, ...);
    int (*easy_perform)(void *);
    int (*easy_getinfo)(void *, int, ...);
    void (*easy_cleanup)(void *);
    const char *(*easy_strerror)(int);
    void *(*slist_append)(void *, const char *);
    void (*slist_free_all)(void *);
    int loaded;
} curl;

static void load(void) {
    static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
    void *library = NULL;
    for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) library = dlopen(names[i], RTLD_NOW);
    if (!library) return;
    int (*global_init)(long) = (int (*)(long))dlsym(library, "curl_global_init");
    curl.easy_init = (void *(*)(void))dlsym(library, "curl_easy_init");
    curl.easy_setopt = (int (*)(void *, int, ...))dlsym(library, "curl_easy_setopt");
    curl.easy_perform = (int (*)(void *))dlsym(library, "curl_easy_perform");
    curl.easy_getinfo = (int (*)(void *, int, ...))dlsym(library, "curl_easy_getinfo");
    curl.easy_cleanup = (void (*)(void *))dlsym(library, "curl_easy_cleanup");
    curl.easy_strerror = (const char *(*)(int))dlsym(library, "curl_easy_strerror");
    curl.slist_append = (void *(*)(void *, const char *))dlsym(library, "curl_slist_append");
    curl.slist_free_all = (void (*)(void *))dlsym(library, "curl_slist_free_all");
    curl.loaded = global_init && curl.easy_init && curl.easy_setopt && curl.easy_perform && curl.easy_getinfo
        && curl.easy_cleanup && curl.easy_strerror && curl.slist_append && curl.slist_free_all
        && global_init(GLOBAL_ALL) == CODE_OK;
}

static size_t on_head(char *bytes, size_t size, size_t count, void *context) {
    const ccurl_request *request = context;
    return request->head(bytes, size * count, request->context) ? size * count : 0;
}

static size_t on_content(char *bytes, size_t size, size_t count, void *context) {
    const ccurl_request *request = context;
    // Content of length 0 is told too, and 0 would be taken for an error.
    return request->content(bytes, size * count, request->context) ? size * count : (size_t)-1;
}

static int on_progress(void *context, long long a, long long b, long long c, long long d) {
    (void)a, (void)b, (void)c, (void)d;
    const ccurl_request *request = context;
    return !request->goes_on(request->context);
}

static int add_fields(void **list, const char *lines) {
    char *copy = strdup(lines);
    if (!copy) return 0;
    int whole = (*list = curl.slist_append(NULL, "Expect:")) != NULL;
    char *rest = copy, *line;
    while (whole && (line = strsep(&rest, "\n"))) whole = !*line || curl.slist_append(*list, line);
    free(copy);
    return whole;
}

static int set_up(void *handle, const ccurl_request *request, void *fields, char *message) {
    int get = strcmp(request->method, "GET") == 0;
    int wrong = curl.easy_setopt(handle, OPT_URL, request->url)
        || curl.easy_setopt(handle, OPT_PROTOCOLS, (long)PROTOCOLS_HTTP_AND_HTTPS)
        || curl.easy_setopt(handle, OPT_REDIR_PROTOCOLS, (long)PROTOCOLS_HTTP_AND_HTTPS)
        || curl.easy_setopt(handle, OPT_FOLLOWLOCATION, get ? 1L : 0L)
        || curl.easy_setopt(handle, OPT_MAXREDIRS, request->redirects)
        || curl.easy_setopt(handle, OPT_TIMEOUT_MS, request->milliseconds)
        || curl.easy_setopt(handle, OPT_NOSIGNAL, 1L)
        || curl.easy_setopt(handle, OPT_USERAGENT, "temgoc")
        || curl.easy_setopt(handle, OPT_ERRORBUFFER, message)
        || curl.easy_setopt(handle, OPT_HEADERFUNCTION, on_head)
        || curl.easy_setopt(handle, OPT_HEADERDATA, request)
        || curl.easy_setopt(handle, OPT_WRITEFUNCTION, on_content)
        || curl.easy_setopt(handle, OPT_WRITEDATA, request)
        || curl.easy_setopt(handle, OPT_NOPROGRESS, 0L)
        || curl.easy_setopt(handle, OPT_XFERINFOFUNCTION, on_progress)
        || curl.easy_setopt(handle, OPT_XFERINFODATA, request)
        || curl.easy_setopt(handle, OPT_HTTPHEADER, fields);
    if (wrong || get) return !wrong;
    return !curl.easy_setopt(handle, OPT_CUSTOMREQUEST, request->method)
        && !curl.easy_setopt(handle, OPT_POSTFIELDS, request->body ? request->body : "")
        && !curl.easy_setopt(handle, OPT_POSTFIELDSIZE_LARGE, (long long)request->body_count);
}

static ccurl_status status_of(int code) {
    switch (code) {
    case CODE_OK: return CCURL_OK;
    case CODE_WRITE_ERROR:
    case CODE_ABORTED_BY_CALLBACK: return CCURL_STOPPED;
    case CODE_OPERATION_TIMED_OUT: return CCURL_TIMED_OUT;
    default: return CCURL_FAILED;
    }
}

ccurl_status ccurl_send(const ccurl_request *request, ccurl_answer *answer) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    *answer = (ccurl_answer){0};
    if (!curl.loaded) return CCURL_NO_LIBRARY;
    void *handle = curl.easy_init();
    if (!handle) return CCURL_FAILED;

    void *fields = NULL;
    int whole = add_fields(&fields, request->fields);
    char message[ERROR_SIZE] = "";
    ccurl_status status = CCURL_FAILED;
    if (whole && set_up(handle, request, fields, message)) {
        int code = curl.easy_perform(handle);
        status = status_of(code);
        if (!message[0]) strncpy(message, curl.easy_strerror(code), sizeof message - 1);
        const char *type = NULL;
        curl.easy_getinfo(handle, INFO_RESPONSE_CODE, &answer->status);
        if (curl.easy_getinfo(handle, INFO_CONTENT_TYPE, &type) == CODE_OK && type
            && strlen(type) < sizeof answer->content_type) {
            strcpy(answer->content_type, type);
        }
    }
    memcpy(answer->message, message, sizeof answer->message);
    curl.slist_free_all(fields);
    curl.easy_cleanup(handle);
    return status;
}
