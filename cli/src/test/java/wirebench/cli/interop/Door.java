package wirebench.cli.interop;

/// A port of a server, named after how long its connections last.
enum Door {
    /// They last.
    PATIENT,
    /// They are closed, without a word, when they were idle for [#BRIEF_IDLE_MILLIS].
    BRIEF,
    /// They are closed after [#FEW_REQUESTS] requests, and the last answer says so.
    FEW;

    static final int BRIEF_IDLE_MILLIS = 20;
    static final int FEW_REQUESTS = 5;
}
