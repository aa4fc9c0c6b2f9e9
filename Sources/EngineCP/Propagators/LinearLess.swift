/// `Σ a_i v_i <= limit` over views with a_i > 0, if `literal` holds.
///
/// Sums are taken in 64 bits; whoever makes the propagator checks that they fit. One call is O(number of terms).
final class LinearLess: Propagator {
  private let count: Int
  private let views: UnsafeMutablePointer<Int32>
  private let factors: UnsafeMutablePointer<Int>
  private let limit: Int
  /// View -1 = always.
  private let literal: Predicate

  /// - Parameters:
  ///   - terms: positive factors and different views, no two of one variable.
  ///   - literal: condition; nil = always.
  init(_ terms: [(factor: Int, view: Int32)], limit: Int, if literal: Predicate? = nil) {
    count = terms.count
    views = .allocate(capacity: max(count, 1))
    factors = .allocate(capacity: max(count, 1))
    for (i, term) in terms.enumerated() {
      views[i] = term.view
      factors[i] = term.factor
    }
    self.limit = limit
    self.literal = literal ?? Predicate(-1, 0)
    super.init(priority: 0)
  }

  deinit {
    views.deallocate()
    factors.deallocate()
  }

  /// Payload of an explanation of the literal; terms have their index.
  private static let literalPayload: Int32 = -1

  override func propagate(_ kernel: inout Kernel) -> Bool {
    var slack = limit
    for i in 0..<count { slack -= factors[i] * Int(kernel.lower[views[i]]) }
    if literal.view >= 0, !kernel.isTrue(literal) {
      if slack >= 0 || kernel.isFalse(literal) { return true }
      let off = literal.negated
      return kernel.push(off.view, off.value, Reason.propagator(id), Self.literalPayload)
    }
    if slack < 0 {
      kernel.reasons.truncate(to: 0)
      appendBounds(
        except: -1, spare: -slack - 1, before: Int32(truncatingIfNeeded: kernel.trail.count),
        &kernel)
      kernel.conflict.truncate(to: 0)
      for i in 0..<kernel.reasons.count { kernel.conflict.append(kernel.reasons[i]) }
      if literal.view >= 0 { kernel.conflict.append(literal) }
      return false
    }
    for i in 0..<count {
      let view = views[i]
      let low = Int(kernel.lower[view])
      if factors[i] * (Int(kernel.upper(view)) - low) <= slack { continue }
      let high = low + slack / factors[i]
      if !kernel.push(
        view ^ 1, Value(truncatingIfNeeded: -high), Reason.propagator(id),
        Int32(truncatingIfNeeded: i))
      {
        return false
      }
    }
    return true
  }

  override func explain(
    _ conclusion: Predicate, _ payload: Int32, before position: Int32, in kernel: inout Kernel
  ) {
    var sum = 0
    for i in 0..<count where i != Int(payload) {
      sum += factors[i] * Int(kernel.bound(views[i], before: position))
    }
    if payload >= 0 {
      // The term at 1 - value or more, its conclusion denied, would be too much.
      sum += factors[Int(payload)] * (1 - Int(conclusion.value))
      if literal.view >= 0 { kernel.reasons.append(literal) }
    }
    appendBounds(except: Int(payload), spare: sum - limit - 1, before: position, &kernel)
  }

  /// The terms' lower bounds, weakened as long as their sum may lose `spare`.
  private func appendBounds(
    except: Int, spare: Int, before position: Int32, _ kernel: inout Kernel
  ) {
    assert(spare >= 0)
    var spare = spare
    for i in 0..<count where i != except {
      let view = views[i]
      let factor = factors[i]
      var entry = kernel.newest[view]
      var value = kernel.lower[view]
      while entry >= position {
        value = kernel.trail[entry].old
        entry = kernel.trail[entry].previous
      }
      while entry >= 0, spare > 0 {
        let older = kernel.trail[entry].old
        let cost = factor * (Int(value) - Int(older))
        if cost > spare {
          let part = spare / factor
          value -= Value(truncatingIfNeeded: part)
          spare -= part * factor
          break
        }
        spare -= cost
        value = older
        entry = kernel.trail[entry].previous
      }
      if entry >= 0 { kernel.reasons.append(Predicate(view, value)) }
    }
  }
}
