/* pseudo.c: the terminal between a test and the program. Everything that is
 * waited for has a deadline; the shell knows just enough of job control. */
#include "pseudo.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef HAVE_PTY_H
#include <pty.h>
#elif defined HAVE_LIBUTIL_H
#include <libutil.h>
#else
#include <util.h>
#endif

enum { PATIENCE = 20000, TEXT_SIZE = 400 * 100 * 4 + 1 }; /* milliseconds; bytes */

/* ---- The shell: runs in the child, on the terminal ---- */

static void run_job(const char *input, char *const *argv)
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    if (input) {
        int file = open(input, O_RDONLY);
        dup2(file, STDIN_FILENO);
        close(file);
    }
    execv(argv[0], argv);
    perror(argv[0]);
    _exit(127);
}

static void wait_for_line(void)
{
    char byte;
    while (read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
        ;
}

/* Reports how the job fares; between stops it is in the foreground. */
static void mind_job(pid_t job)
{
    int status;
    for (int stops = 1;; stops++) {
        tcsetpgrp(STDIN_FILENO, job);
        kill(-job, SIGCONT);
        if (waitpid(job, &status, WUNTRACED) != job)
            _exit(1);
        tcsetpgrp(STDIN_FILENO, getpgrp());
        if (!WIFSTOPPED(status))
            break;
        dprintf(STDOUT_FILENO, "[stop %d]\n", stops);
        wait_for_line();
    }
    if (WIFSIGNALED(status))
        dprintf(STDOUT_FILENO, "[signal %d]\n", WTERMSIG(status));
    else
        dprintf(STDOUT_FILENO, "[exit %d]\n", WEXITSTATUS(status));
    wait_for_line();
    _exit(0);
}

/* What the shell tells the test, through `alive`, which the job keeps open as
 * the shell does: its end is both their end. */
struct report {
    struct termios before;
    pid_t job;
};

static void run_shell(int alive, const char *input, char *const *argv)
{
    struct report report;
    signal(SIGTTOU, SIG_IGN);
    tcgetattr(STDIN_FILENO, &report.before);
    pid_t job = report.job = fork();
    if (job == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        run_job(input, argv);
    }
    setpgid(job, job);
    if (write(alive, &report, sizeof report) != sizeof report)
        _exit(1);
    mind_job(job);
}

/* ---- The terminal: what libvterm tells ---- */

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct pseudo *pseudo = user;
    if (property == VTERM_PROP_ALTSCREEN)
        pseudo->alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        pseudo->cursor = value->boolean;
    else if (property == VTERM_PROP_MOUSE)
        pseudo->mouse = value->number;
    return 1;
}

#define FILES 64 /* a test has fewer open */

static void open_vterm(struct pseudo *pseudo, int cols, int rows)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    pseudo->vterm = vterm_new(rows, cols);
    ck_assert_ptr_nonnull(pseudo->vterm);
    vterm_set_utf8(pseudo->vterm, 1);
    pseudo->screen = vterm_obtain_screen(pseudo->vterm);
    pseudo->cursor = true;
    vterm_screen_enable_altscreen(pseudo->screen, 1);
    vterm_screen_set_callbacks(pseudo->screen, &callbacks, pseudo);
    vterm_screen_reset(pseudo->screen, 1);
}

void pseudo_open(struct pseudo *pseudo, int cols, int rows, const char *input, char *const *argv)
{
    struct winsize size = {.ws_col = (unsigned short)cols, .ws_row = (unsigned short)rows};
    int ends[2];
    *pseudo = (struct pseudo){0};
    ck_assert_int_eq(pipe(ends), 0);
    pseudo->shell = forkpty(&pseudo->master, NULL, NULL, &size);
    ck_assert_int_ge(pseudo->shell, 0);
    if (pseudo->shell == 0) {
        for (int file = 3; file < FILES; file++) /* other terminals are none of its business */
            if (file != ends[1])
                close(file);
        run_shell(ends[1], input, argv);
    }
    close(ends[1]);
    pseudo->alive = ends[0];
    struct report report;
    ck_assert_int_eq((int)read(ends[0], &report, sizeof report), (int)sizeof report);
    pseudo->before = report.before;
    pseudo->job = report.job;
    open_vterm(pseudo, cols, rows);
}

void pseudo_close(struct pseudo *pseudo)
{
    close(pseudo->master);
    pseudo_wait_end(pseudo);
    close(pseudo->alive);
    vterm_free(pseudo->vterm);
}

/* ---- Waiting and looking ---- */

static int64_t milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void send_bytes(struct pseudo *pseudo, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t sent = write(pseudo->master, bytes, length);
        ck_assert_msg(sent > 0, "the terminal takes nothing: %s", strerror(errno));
        bytes += sent;
        length -= (size_t)sent;
    }
}

/* Shows what has come within the time, and sends what the terminal answers. */
static void take_output(struct pseudo *pseudo, int milliseconds)
{
    struct pollfd in = {.fd = pseudo->master, .events = POLLIN};
    char bytes[4096];
    if (poll(&in, 1, milliseconds) <= 0)
        return;
    ssize_t length = read(pseudo->master, bytes, sizeof bytes);
    if (length > 0)
        vterm_input_write(pseudo->vterm, bytes, (size_t)length);
    size_t answer = vterm_output_read(pseudo->vterm, bytes, sizeof bytes);
    if (answer > 0)
        send_bytes(pseudo, bytes, answer);
}

/* The screen as text, each row ended by a newline, without blanks there. */
static void read_screen(const struct pseudo *pseudo, char out[TEXT_SIZE])
{
    int rows, cols;
    size_t length = 0;
    vterm_get_size(pseudo->vterm, &rows, &cols);
    for (int y = 0; y < rows; y++) {
        VTermRect row = {.start_row = y, .end_row = y + 1, .start_col = 0, .end_col = cols};
        length += vterm_screen_get_text(pseudo->screen, out + length, TEXT_SIZE - length - 2, row);
        while (length > 0 && out[length - 1] == ' ')
            length--;
        out[length++] = '\n';
    }
    out[length] = '\0';
}

static bool holds(const char *screen, const char *words)
{
    return strstr(screen, words) != NULL;
}

/* Bytes of all rows but the last. */
static size_t above(const char *text)
{
    size_t length = strlen(text);
    for (int rows = 0; length > 0 && (text[length - 1] != '\n' || ++rows < 2); length--)
        ;
    return length;
}

static bool is_above(const char *screen, const char *text)
{
    return above(screen) == above(text) && memcmp(screen, text, above(text)) == 0;
}

static void wait_for(struct pseudo *pseudo, const char *text,
                     bool (*is_there)(const char *screen, const char *text))
{
    static char screen[TEXT_SIZE];
    int64_t end = milliseconds_now() + PATIENCE;
    for (;;) {
        read_screen(pseudo, screen);
        int64_t left = end - milliseconds_now();
        if (is_there(screen, text))
            return;
        if (left <= 0) {
            fprintf(stderr, "waited for:\n%s\nthe screen is:\n%s\n", text, screen);
            ck_abort_msg("waited in vain");
        }
        take_output(pseudo, (int)left);
    }
}

void pseudo_wait(struct pseudo *pseudo, const char *words)
{
    wait_for(pseudo, words, holds);
}

void pseudo_wait_above(struct pseudo *pseudo, const char *text)
{
    wait_for(pseudo, text, is_above);
}

void pseudo_wait_end(struct pseudo *pseudo)
{
    struct pollfd alive = {.fd = pseudo->alive, .events = POLLIN};
    ck_assert_msg(poll(&alive, 1, PATIENCE) == 1, "the program lives on without a terminal");
    waitpid(pseudo->shell, NULL, 0);
}

void pseudo_type(struct pseudo *pseudo, const char *bytes)
{
    send_bytes(pseudo, bytes, strlen(bytes));
}

void pseudo_resize(struct pseudo *pseudo, int cols, int rows)
{
    struct winsize size = {.ws_col = (unsigned short)cols, .ws_row = (unsigned short)rows};
    vterm_set_size(pseudo->vterm, rows, cols);
    ck_assert_int_eq(ioctl(pseudo->master, TIOCSWINSZ, &size), 0);
}

void pseudo_assert_sane(struct pseudo *pseudo)
{
    struct termios now;
    ck_assert_int_eq(tcgetattr(pseudo->master, &now), 0);
    ck_assert_uint_eq(now.c_iflag, pseudo->before.c_iflag);
    ck_assert_uint_eq(now.c_oflag, pseudo->before.c_oflag);
    ck_assert_uint_eq(now.c_cflag, pseudo->before.c_cflag);
    ck_assert_uint_eq(now.c_lflag, pseudo->before.c_lflag);
    ck_assert_mem_eq(now.c_cc, pseudo->before.c_cc, sizeof now.c_cc);
    ck_assert_msg(!pseudo->alternate, "the alternate screen is still shown");
    ck_assert_msg(pseudo->cursor, "the cursor is still hidden");
    ck_assert_int_eq(pseudo->mouse, VTERM_PROP_MOUSE_NONE);
}
