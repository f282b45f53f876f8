/// A platform thread per connection.
@NullMarked
package wirebench.blocking;

import org.jspecify.annotations.NullMarked;
