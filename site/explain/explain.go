// Package explain takes a built site and the name of something in it, and gives
// why it is as it is: where it comes from, what decided its values and its
// looks, what was read for it, and what reads it.
package explain
