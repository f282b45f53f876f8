package wirebench.load.lane;

/// What one slot of a driver carries out again and again, in whichever mode.
public interface Lane {
    /// The status of the response that has just ended an exchange well; asked before the next begins.
    ///
    /// @return the code, or 0 if the lane knows of none
    default int status() {
        return 0;
    }
}
