extension UnsafeMutablePointer<Int32> {
  /// Sorts the first `count` task numbers by their keys, those of equal keys as they were.
  ///
  /// - Complexity: O(count + inversions): little changes between two calls of a propagator.
  func sortNearlySorted(_ count: Int, by key: UnsafeMutablePointer<Int>) {
    var i = 1
    while i < count {
      let task = self[i]
      let value = key[Int(task)]
      var k = i
      while k > 0, key[Int(self[k - 1])] > value {
        self[k] = self[k - 1]
        k -= 1
      }
      self[k] = task
      i += 1
    }
  }
}
