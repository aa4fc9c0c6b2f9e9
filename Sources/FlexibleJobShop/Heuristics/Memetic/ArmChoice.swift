/// Chooses between two ways to go on by what they have brought for their cost; older experience counts less.
struct ArmChoice {
  enum Arm: Int { case child, windows }

  private var gains = (1.0, 1.0)
  private var costs = (1.0, 1.0)
  private var isFresh = true

  /// An arm, with a chance in proportion to its gains for its cost, but at least one in ten.
  mutating func draw(_ random: inout SmallRandom) -> Arm {
    let (a, b) = (gains.0 / costs.0, gains.1 / costs.1)
    let share = min(0.9, max(0.1, a / (a + b)))
    return Double(random.below(1 << 20)) < share * Double(1 << 20) ? .child : .windows
  }

  /// Takes note of what an arm has brought.
  mutating func credit(_ arm: Arm, gain: Bool, cost: Double) {
    if isFresh {
      // The first cost says what a step costs at all.
      costs = (cost, cost)
      isFresh = false
    }
    let keep = 0.95
    switch arm {
    case .child:
      gains.0 = gains.0 * keep + (gain ? 1 : 0.02)
      costs.0 = costs.0 * keep + cost
    case .windows:
      gains.1 = gains.1 * keep + (gain ? 1 : 0.02)
      costs.1 = costs.1 * keep + cost
    }
  }
}
