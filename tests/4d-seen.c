/* 4d-seen.c: what is kept of the lessons from one run to the next: where, with which
 * permissions, what is better, and that a file of any content does no harm. */
#include "run.h"
#include "seen.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[64], state[128], file[160];

static void set_up(void)
{
    strcpy(home, "/tmp/mems-4c-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(home));
    snprintf(state, sizeof state, "%s/a/state", home);
    snprintf(file, sizeof file, "%s/mems/lessons", state);
    setenv("XDG_STATE_HOME", state, 1);
    setenv("HOME", home, 1);
    unsetenv("MEMS_STATE");
}

static void tear_down(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", home);
    ck_assert_int_eq(system(command), 0);
}

static const char *add(const char *name, uint32_t step, uint32_t steps, uint32_t right,
                       uint32_t questions)
{
    struct seen_lesson news = {(char *)name, step, steps, right, questions};
    struct seen seen;
    ck_assert(seen_open(&seen));
    const char *why = seen_add(&seen, &news);
    seen_close(&seen);
    return why;
}

/* "STEP/STEPS RIGHT/QUESTIONS" of a lesson, or "none". */
static const char *kept(const char *name)
{
    static char text[80];
    struct seen seen;
    ck_assert(seen_open(&seen));
    const struct seen_lesson *lesson = seen_of(&seen, name);
    strcpy(text, "none");
    if (lesson != NULL)
        snprintf(text, sizeof text, "%u/%u %u/%u", (unsigned)lesson->step,
                 (unsigned)lesson->steps, (unsigned)lesson->right, (unsigned)lesson->questions);
    seen_close(&seen);
    return text;
}

static void put(const char *bytes, size_t length)
{
    FILE *out = fopen(file, "w");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, length, out), length);
    ck_assert_int_eq(fclose(out), 0);
}

static void put_text(const char *text)
{
    put(text, strlen(text));
}

static void has_text(const char *text)
{
    char buffer[512] = "";
    FILE *in = fopen(file, "r");
    ck_assert_ptr_nonnull(in);
    buffer[fread(buffer, 1, sizeof buffer - 1, in)] = '\0';
    fclose(in);
    ck_assert_str_eq(buffer, text);
}

static int mode_of(const char *path)
{
    struct stat about;
    ck_assert_int_eq(lstat(path, &about), 0);
    return (int)(about.st_mode & 07777);
}

/* Files in the directory, so that nothing was left lying beside. */
static int files(const char *directory)
{
    DIR *open = opendir(directory);
    int count = 0;
    ck_assert_ptr_nonnull(open);
    for (struct dirent *entry; (entry = readdir(open)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(open);
    return count;
}

START_TEST(the_better_is_kept)
{
    ck_assert_str_eq(kept("pages"), "none");
    ck_assert_int_eq(access(state, F_OK), -1); /* to look makes nothing */
    ck_assert_ptr_null(add("pages", 5, 11, 1, 3));
    ck_assert_str_eq(kept("pages"), "5/11 1/3");
    ck_assert_ptr_null(add("pages", 3, 11, 2, 3));
    ck_assert_str_eq(kept("pages"), "5/11 2/3");
    ck_assert_ptr_null(add("pages", 11, 11, 0, 3));
    ck_assert_ptr_null(add("gr\303\266\303\237e 2", 1, 2, 0, 0));
    ck_assert_str_eq(kept("pages"), "11/11 2/3");
    ck_assert_str_eq(kept("page"), "none");
    has_text("mems lessons 1\n11 11 2 3 pages\n1 2 0 0 gr\303\266\303\237e 2\n");
    ck_assert_ptr_null(add("pages", 1, 20, 1, 4)); /* the lesson is another now */
    ck_assert_str_eq(kept("pages"), "1/20 1/4");
}
END_TEST

START_TEST(it_is_this_users_alone)
{
    char directory[160];
    umask(0);
    ck_assert_ptr_null(add("pages", 5, 11, 1, 3));
    snprintf(directory, sizeof directory, "%s/mems", state);
    ck_assert_int_eq(mode_of(state), 0700);
    ck_assert_int_eq(mode_of(directory), 0700);
    ck_assert_int_eq(mode_of(file), 0600);
    ck_assert_int_eq(files(directory), 1);
}
END_TEST

START_TEST(another_program_wrote_meanwhile)
{
    struct seen seen;
    struct seen_lesson news = {(char *)"reuse", 2, 3, 0, 0};
    ck_assert(seen_open(&seen));
    ck_assert_ptr_null(add("pages", 5, 11, 1, 3));
    ck_assert_ptr_null(seen_add(&seen, &news));
    ck_assert_ptr_nonnull(seen_of(&seen, "pages"));
    seen_close(&seen);
    has_text("mems lessons 1\n5 11 1 3 pages\n2 3 0 0 reuse\n");
}
END_TEST

START_TEST(where_it_lies)
{
    unsetenv("XDG_STATE_HOME");
    ck_assert_ptr_null(add("pages", 5, 11, 1, 3));
    snprintf(file, sizeof file, "%s/.local/state/mems/lessons", home);
    has_text("mems lessons 1\n5 11 1 3 pages\n");
    setenv("XDG_STATE_HOME", "relative", 1); /* is as none */
    ck_assert_str_eq(kept("pages"), "5/11 1/3");
    setenv("XDG_STATE_HOME", "", 1);
    ck_assert_str_eq(kept("pages"), "5/11 1/3");
    setenv("MEMS_STATE", "off", 1);
    ck_assert_str_eq(kept("pages"), "none");
    ck_assert_ptr_null(add("pages", 6, 11, 1, 3));
    has_text("mems lessons 1\n5 11 1 3 pages\n");
    unsetenv("MEMS_STATE");
    unsetenv("HOME");
    ck_assert_str_eq(kept("pages"), "none");
    ck_assert_ptr_null(add("pages", 6, 11, 1, 3));
    setenv("HOME", "here", 1);
    ck_assert_ptr_null(add("pages", 6, 11, 1, 3));
    has_text("mems lessons 1\n5 11 1 3 pages\n");
}
END_TEST

static const struct { const char *text, *kept; } hostile[] = {
    {"", "none"},
    {"\n\n\n", "none"},
    {"mems lessons 1", "none"},
    {"mems lessons 1\n5 11 1 3 pages", "5/11 1/3"},
    {"mems lessons 1\n5 11 1 3 pages\r\n", "none"},
    {"mems lessons 1\n5 11 1 3 pages\n6 11 0 3 pages\n", "6/11 1/3"},
    {"mems lessons 1\n12 11 1 3 pages\n", "none"},
    {"mems lessons 1\n5 11 4 3 pages\n", "none"},
    {"mems lessons 1\n-5 11 1 3 pages\n", "none"},
    {"mems lessons 1\n5  11 1 3 pages\n", "none"},
    {"mems lessons 1\n5 11 1 pages\n", "none"},
    {"mems lessons 1\n5 11 1 3 \n5 11 1 3\n5 11 1\n5\n \n", "none"},
    {"mems lessons 1\n5 4294967296 1 3 pages\n", "none"},
    {"mems lessons 1\n5 99999999999999999999999 1 3 pages\n", "none"},
    {"mems lessons 1\n5 4294967295 1 3 pages\n", "5/4294967295 1/3"},
    {"mems lessons 1\n1 1 1 1 \033[2J\n5 11 1 3 pages\n", "5/11 1/3"},
    {"MEMS lessons 1\n5 11 1 3 pages\n", "none"},
};

START_TEST(any_content)
{
    ck_assert_ptr_null(add("other", 1, 1, 0, 0));
    put_text(hostile[_i].text);
    ck_assert_str_eq(kept("pages"), hostile[_i].kept);
    ck_assert_ptr_null(add("reuse", 2, 3, 0, 0));
    ck_assert_str_eq(kept("pages"), hostile[_i].kept);
    ck_assert_str_eq(kept("reuse"), "2/3 0/0");
}
END_TEST

START_TEST(random_bytes)
{
    static char bytes[70000];
    uint64_t number = 88172645463325252u;
    ck_assert_ptr_null(add("other", 1, 1, 0, 0));
    for (int round = 0; round < 200; round++) {
        size_t length = round < 199 ? (size_t)round * 30 : sizeof bytes;
        for (size_t i = 0; i < length; i++) {
            number ^= number << 13, number ^= number >> 7, number ^= number << 17;
            bytes[i] = round % 2 ? "0123456789 \n"[number % 12] : (char)number;
        }
        if (round % 4 > 1 && length > 15)
            memcpy(bytes, "mems lessons 1\n", 15);
        put(bytes, length);
        kept("pages");
        ck_assert_ptr_null(add("pages", 5, 11, 1, 3));
        ck_assert_str_eq(kept("pages"), "5/11 1/3");
    }
}
END_TEST

START_TEST(more_than_there_is_room_for)
{
    ck_assert_ptr_null(add("other", 1, 1, 0, 0));
    FILE *out = fopen(file, "w");
    fputs("mems lessons 1\n", out);
    for (int i = 0; i < SEEN_MAX + 500; i++)
        fprintf(out, "1 2 0 0 lesson%d\n", i);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_str_eq(kept("lesson999"), "1/2 0/0");
    ck_assert_str_eq(kept("lesson1000"), "none");
    ck_assert_str_eq(add("pages", 1, 2, 0, 0), "there is no room");
    ck_assert_ptr_null(add("lesson5", 2, 2, 0, 0));
    ck_assert_str_eq(kept("lesson5"), "2/2 0/0");
}
END_TEST

/* As many lessons as there may be, with the longest names and numbers, are all kept. */
START_TEST(the_largest_file_is_ours)
{
    char name[256];
    memset(name, 'n', 255);
    ck_assert_ptr_null(add("other", 1, 1, 0, 0));
    FILE *out = fopen(file, "w");
    fputs("mems lessons 1\n", out);
    for (int i = 0; i < SEEN_MAX; i++)
        fprintf(out, "%u %u %u %u %.250s%05d\n", UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX,
                name, i);
    ck_assert_int_eq(fclose(out), 0);
    snprintf(name + 250, 6, "%05d", SEEN_MAX - 1);
    ck_assert_str_eq(kept(name), "4294967295/4294967295 4294967295/4294967295");
    ck_assert_ptr_null(add(name, 1, 2, 0, 3));
    ck_assert_str_eq(kept(name), "1/2 0/3");
}
END_TEST

START_TEST(a_later_version_stays)
{
    ck_assert_ptr_null(add("pages", 1, 11, 0, 3));
    put_text("mems lessons 2\nwho knows\n");
    ck_assert_str_eq(kept("pages"), "none");
    ck_assert_str_eq(add("pages", 5, 11, 1, 3), "a later version of mems wrote it");
    has_text("mems lessons 2\nwho knows\n");
}
END_TEST

/* What lies there is no file: nothing is waited for, followed or written into. */
START_TEST(no_file)
{
    char elsewhere[160];
    ck_assert_ptr_null(add("pages", 1, 11, 0, 3));
    ck_assert_int_eq(unlink(file), 0);
    ck_assert_int_eq(mkfifo(file, 0600), 0);
    ck_assert_str_eq(kept("pages"), "none");
    ck_assert_int_eq(unlink(file), 0);

    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", home);
    ck_assert_int_eq(symlink(elsewhere, file), 0);
    ck_assert_str_eq(kept("pages"), "none");
    ck_assert_ptr_null(add("pages", 1, 11, 0, 3));
    ck_assert_int_eq(access(elsewhere, F_OK), -1);
    ck_assert_int_eq(unlink(file), 0);

    ck_assert_int_eq(mkdir(file, 0700), 0);
    ck_assert_str_eq(kept("pages"), "none");
    ck_assert_ptr_nonnull(add("pages", 1, 11, 0, 3));
    snprintf(elsewhere, sizeof elsewhere, "%s/mems", state);
    ck_assert_int_eq(files(elsewhere), 1);
}
END_TEST

START_TEST(no_directory)
{
    char path[160];
    snprintf(path, sizeof path, "%s/plain", home);
    ck_assert_int_eq(close(creat(path, 0600)), 0);
    setenv("XDG_STATE_HOME", path, 1);
    ck_assert_str_eq(kept("pages"), "none");
    ck_assert_ptr_nonnull(add("pages", 1, 11, 0, 3));
    setenv("XDG_STATE_HOME", "/proc/mems", 1);
    ck_assert_ptr_nonnull(add("pages", 1, 11, 0, 3));
}
END_TEST

START_TEST(names)
{
    char name[300];
    memset(name, 'n', 256);
    name[256] = '\0';
    ck_assert_ptr_nonnull(add(name, 1, 2, 0, 0));
    name[255] = '\0';
    ck_assert_ptr_null(add(name, 1, 2, 0, 0));
    ck_assert_str_eq(kept(name), "1/2 0/0");
    ck_assert_ptr_nonnull(add("two\nlines", 1, 2, 0, 0));
    ck_assert_ptr_nonnull(add("", 1, 2, 0, 0));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("seen");
    TCase *cases = tcase_create("seen");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, the_better_is_kept);
    tcase_add_test(cases, it_is_this_users_alone);
    tcase_add_test(cases, another_program_wrote_meanwhile);
    tcase_add_test(cases, where_it_lies);
    tcase_add_loop_test(cases, any_content, 0, sizeof hostile / sizeof hostile[0]);
    tcase_add_test(cases, random_bytes);
    tcase_add_test(cases, more_than_there_is_room_for);
    tcase_add_test(cases, the_largest_file_is_ours);
    tcase_add_test(cases, a_later_version_stays);
    tcase_add_test(cases, no_file);
    tcase_add_test(cases, no_directory);
    tcase_add_test(cases, names);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
