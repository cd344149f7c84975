/* html.c: the page as it goes: each step is written when its frame is there, and only
 * the shades of all pictures at the end. */
#include "html.h"

#include "html_parts.h"
#include "put.h"

/* ---- Head, and the way around ---- */

static void put_controls(FILE *out)
{
    fputs("<div id=\"controls\" role=\"group\" aria-label=\"Steps\" hidden>\n"
          "<button id=\"first\" title=\"Home\">first</button>\n"
          "<button id=\"before\" title=\"PageUp\">previous stop</button>\n"
          "<button id=\"back\" title=\"Left\">\u2190 back</button>\n"
          "<button id=\"next\" title=\"Right\">next \u2192</button>\n"
          "<button id=\"after\" title=\"PageDown\">next stop</button>\n"
          "<button id=\"last\" title=\"End\">last</button>\n"
          "<button id=\"all\" title=\"a\">all / one</button>\n"
          "</div>\n", out);
}

void html_open(struct html *html, const char *title, enum theme theme, uint32_t last, FILE *out)
{
    *html = (struct html){.out = out, .theme = theme, .last = last};
    fprintf(out, "<!DOCTYPE html>\n"
                 "<html lang=\"en\" class=\"%s\">\n"
                 "<head>\n"
                 "<meta charset=\"utf-8\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                 "style-src 'sha256-" HTML_STYLE_SUM "'; script-src 'sha256-" HTML_SCRIPT_SUM "'; "
                 "base-uri 'none'; form-action 'none'\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width\">\n"
                 "<title>", theme_is_light(theme) ? "light" : "dark");
    put_markup_text(title, out);
    fputs("</title>\n<style>" HTML_STYLE "</style>\n</head>\n<body>\n<h1>", out);
    put_markup_text(title, out);
    fputs("</h1>\n", out);
}

void html_list(struct html *html, uint32_t step, const char *chapter)
{
    if (!html->listing)
        fputs("<nav aria-label=\"Chapters\">\n<ol>\n", html->out);
    html->listing = true;
    fprintf(html->out, "<li><a href=\"#step-%u\">", (unsigned)step);
    put_markup_text(chapter, html->out);
    fputs("</a></li>\n", html->out);
}

/* Once, before the first step. */
static void begin_steps(struct html *html)
{
    if (html->listing)
        fputs("</ol>\n</nav>\n", html->out);
    html->listing = false;
    put_controls(html->out);
    fputs("<main>\n", html->out);
}

/* ---- A step ---- */

void html_step(struct html *html, uint32_t step, const char *chapter, bool halt)
{
    if (!html->begun)
        begin_steps(html);
    html->begun = true;
    fprintf(html->out, "<section id=\"step-%u\"%s>\n<h2 tabindex=\"-1\">Step %u of %u",
            (unsigned)step, halt ? " class=\"halt\"" : "", (unsigned)step, (unsigned)html->last);
    if (chapter != NULL) {
        fputs(" \u00B7 ", html->out);
        put_markup_text(chapter, html->out);
    }
    fputs("</h2>\n", html->out);
}

void html_say(struct html *html, const char *text)
{
    fputs("<p class=\"say\">", html->out);
    put_markup_text(text, html->out);
    fputs("</p>\n", html->out);
}

void html_frame(struct html *html, const struct frame *frame, const char *shows, const char *story)
{
    fputs("<figure>\n", html->out);
    svg_write_inline(frame, html->theme, shows, &html->shades, html->out);
    fputs("<figcaption>", html->out);
    put_markup_text(story, html->out);
    fputs("</figcaption>\n</figure>\n</section>\n", html->out);
}

bool html_close(struct html *html)
{
    fputs("</main>\n<footer hidden>Keys: \u2190 and \u2192 step, PageUp and PageDown go to stops, "
          "Home and End to the first and the last step, a shows all.</footer>\n"
          "<div class=\"shades\">\n", html->out);
    svg_write_shades(&html->shades, html->out);
    fputs("</div>\n<script>" HTML_SCRIPT "</script>\n</body>\n</html>\n", html->out);
    return fflush(html->out) == 0 && !ferror(html->out);
}
