package dev.sangja.runtime.docker.template;

/** A template that cannot be parsed or executed; the message is Go's, such as {@code template: :1: unclosed action}. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean parsing;

    private TemplateException(String message, boolean parsing) {
        super(message);
        this.parsing = parsing;
    }

    static TemplateException parsing(int line, String message) {
        return new TemplateException("template: :" + line + ": " + message, true);
    }

    static TemplateException executing(String location, String context, String message) {
        return new TemplateException(
                "template: :" + location + ": executing \"\" at <" + context + ">: " + message, false);
    }

    static TemplateException bound(String message) {
        return new TemplateException("template: :1: " + message, false);
    }

    /** Whether it could not even be parsed. */
    public boolean whileParsing() {
        return parsing;
    }
}
