import Synchronization

/// Which model variables belong to: a number that every new model draws and its copies share.
struct ModelOwner: Sendable, Hashable {
  private let number: UInt32

  private init(_ number: UInt32) { self.number = number }

  /// Of whatever model they are given to.
  static let any = ModelOwner(0)
  /// Of more than one model: no model takes them.
  static let several = ModelOwner(1)

  private static let next = Atomic<UInt32>(0)

  /// A number that no other model has, until four billion models were made.
  static func new() -> ModelOwner {
    let drawn = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return ModelOwner(2 + drawn % (.max - 1))
  }

  /// Whether a model may use what belongs to `other`.
  func accepts(_ other: ModelOwner) -> Bool { other == .any || other == self }

  /// Whom a sum belongs to when `other` is added.
  func joined(with other: ModelOwner) -> ModelOwner {
    if other == self || other == .any { return self }
    return self == .any ? other : .several
  }
}
