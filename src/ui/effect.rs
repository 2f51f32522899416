//! What the shell should do: a closed list of values, carried out by `term` (and refused in words where it must be).

/// Something only a shell can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the explorer.
    Quit,
    /// Put text on the clipboard of the person looking (OSC 52).
    Copy(String),
    /// Open an address in the reader's browser.
    Open(String),
    /// Stop until the shell of the reader continues us.
    Suspend,
    /// Draw everything again.
    Redraw,
    /// Switch the capture of the mouse on or off.
    CaptureMouse(bool),
}
