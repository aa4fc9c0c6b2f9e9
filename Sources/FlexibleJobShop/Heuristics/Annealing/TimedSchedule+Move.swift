extension TimedSchedule {
  /// Moves an operation to a place in the sequence of a machine, if the objective stays within a limit.
  ///
  /// - Parameters:
  ///   - v: the operation.
  ///   - k: a machine it can run on.
  ///   - n: its number in that machine's sequence, counted without v.
  ///   - limit: the objective allowed.
  /// - Returns: false where the move would make a cycle or the objective exceed the limit; then nothing has changed.
  /// - Complexity: O(what changes), at most O(count).
  @discardableResult
  package func move(_ v: Int, to k: Int, at n: Int, limit: Int) -> Bool {
    let (old, at) = (Int(machine[v]), index[v])
    let isSame = old == k
    if isSame && n == at { return total <= limit }
    let first = shop.flat.offset[k]
    // The neighbours at the new place; numbers behind v itself are one more where v is in the sequence.
    let back = n == 0 ? count : Int(sequence[first + (isSame && n > at ? n : n - 1)])
    let room = isSame ? length[k] - 1 : length[k]
    let front = n == room ? count : Int(sequence[first + (isSame && n >= at ? n + 1 : n)])
    guard reorder(v, behind: back, ahead: front) else { return false }
    let (oldFront, oldTotal) = (Int(after[v]), total)
    relink(v, to: k, at: n)
    mark(v)
    mark(oldFront)
    mark(front)
    if retime(limit: limit) { return true }
    restoreTimes()
    total = oldTotal
    relink(v, to: old, at: at)
    restoreOrder()
    return false
  }

  /// Takes v out of its sequence and puts it into another place.
  private func relink(_ v: Int, to k: Int, at n: Int) {
    let (old, at) = (Int(machine[v]), index[v])
    let (oldBack, oldFront) = (Int(before[v]), Int(after[v]))
    if oldBack < count { after[oldBack] = Int32(oldFront) }
    if oldFront < count { before[oldFront] = Int32(oldBack) }
    if old == k {
      shop.flat.shift(sequence, index, on: k, free: at, to: n)
    } else {
      length[old] &-= 1
      shop.flat.shift(sequence, index, on: old, free: at, to: length[old])
      shop.flat.shift(sequence, index, on: k, free: length[k], to: n)
      length[k] &+= 1
      machine[v] = Int32(k)
      time[v] = shop.flat.duration(of: v, on: k)
    }
    let first = shop.flat.offset[k]
    let back = n == 0 ? count : Int(sequence[first &+ n &- 1])
    let front = n &+ 1 == length[k] ? count : Int(sequence[first &+ n &+ 1])
    sequence[first &+ n] = Int32(v)
    index[v] = n
    before[v] = Int32(back)
    after[v] = Int32(front)
    if back < count { after[back] = Int32(v) }
    if front < count { before[front] = Int32(v) }
  }
}
