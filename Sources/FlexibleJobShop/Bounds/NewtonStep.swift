/// The step that maximises a concave quadratic on the plane where the entries of the step sum to 0.
///
/// Solves `A d = g - l 1`, `sum d = 0` by a factorisation of A, which is symmetric and positive definite.
struct NewtonStep {
  private(set) var step: [Double]
  /// `g . d`, twice the gain the quadratic promises; not positive when A was not definite enough.
  private(set) var promise = 0.0

  /// Factorises in place: the lower triangle of `matrix` is overwritten.
  ///
  /// - Complexity: O(n^3 / 6).
  init(_ matrix: UnsafeMutablePointer<Double>, gradient: [Double]) {
    let n = gradient.count
    step = [Double](repeating: 0, count: n)
    for j in 0..<n {
      let row = matrix + j &* n
      for k in 0..<j {
        let other = matrix + k &* n
        var sum = row[k]
        var l = 0
        while l < k {
          sum -= row[l] * other[l]
          l &+= 1
        }
        row[k] = sum / other[k]
      }
      let diagonal = row[j]
      var rest = diagonal
      for k in 0..<j { rest -= row[k] * row[k] }
      row[j] = max(rest, diagonal * 1e-14, 1e-300).squareRoot()
    }
    let along = NewtonStep.solve(matrix, gradient)
    let ones = NewtonStep.solve(matrix, [Double](repeating: 1, count: n))
    let level = along.reduce(0, +) / ones.reduce(0, +)
    guard level.isFinite else { return }
    for k in 0..<n {
      step[k] = along[k] - level * ones[k]
      promise += gradient[k] * step[k]
    }
    if !promise.isFinite { promise = 0 }
  }

  private static func solve(
    _ factor: UnsafeMutablePointer<Double>, _ right: [Double]
  ) -> [Double] {
    let n = right.count
    var x = right
    for j in 0..<n {
      var sum = x[j]
      for k in 0..<j { sum -= factor[j &* n &+ k] * x[k] }
      x[j] = sum / factor[j &* n &+ j]
    }
    for j in (0..<n).reversed() {
      x[j] /= factor[j &* n &+ j]
      for k in 0..<j { x[k] -= factor[j &* n &+ k] * x[j] }
    }
    return x
  }
}
