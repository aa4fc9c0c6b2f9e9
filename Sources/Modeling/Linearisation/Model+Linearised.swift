extension Model {
  /// The model with every constraint replaced by linear rows: what engines for linear models solve and what LP and MPS
  /// files hold.
  ///
  /// Its first columns and rows are those of this model; new ones are named after the constraint they come from, such
  /// as `machine_3.first_0_2`. A point of this model satisfies it if and only if values of the new columns make it a
  /// point of the linear form. A model without constraints is returned as it is.
  ///
  /// Each reformulation has a file of its own, with its mathematics, size and strength:
  ///
  /// | constraint | linear form | new columns | rows |
  /// |---|---|---|---|
  /// | conditional row | big-M | 0 | 2 |
  /// | clause, exactly-one | sum of literals | 0 | 1 |
  /// | maximum of n | selection | n | 2n + 2 |
  /// | element of n | selection | n | 2n + 2; 3 when the terms are constants |
  /// | all-different of n | values of a domain of size D, or pairs | nD, or n(n - 1)/2 | 2n + D, or n(n - 1) |
  /// | no-overlap of n | order of pairs | n(n - 1)/2 | n(n - 1) |
  /// | cumulative of n | starts at times, or pairs at starts | nD, or 2n(n - 1) | 2n + D, or about 3n(n - 1) |
  /// | no-overlap-2D of n | relative positions of pairs | 2n(n - 1) | 5n(n - 1)/2 |
  /// | modulo-cumulative of n, period P | residues of starts | n(P + 1) | 2n + P |
  ///
  /// Bounds of the variables make every big-M as small as they allow and leave out columns and rows that cannot matter.
  /// Where a big-M needs a bound that a variable lacks, the error names the variable.
  ///
  /// - Parameter limits: how large linear forms may become.
  /// - Throws: the fault of a model that was built wrongly; `missingBound`; `tooLarge`.
  /// - Complexity: O(size of the result).
  public func linearised(
    _ limits: LinearisationLimits = LinearisationLimits()
  ) throws(ModelError) -> Model {
    try linearised(limits, where: { _ in true })
  }

  /// The linear form of some of the constraints; the others are left out.
  func linearised(
    _ limits: LinearisationLimits = LinearisationLimits(), where isChosen: (Constraint) -> Bool
  ) throws(ModelError) -> Model {
    if let fault { throw fault }
    if isLinear { return self }
    var lineariser = Lineariser(self, limits)
    for (index, constraint) in constraints.enumerated() where isChosen(constraint) {
      try lineariser.add(constraint, index)
    }
    if let fault = lineariser.linear.fault { throw fault }
    return lineariser.linear
  }
}

/// How large linear forms may become.
public struct LinearisationLimits: Sendable, Hashable {
  /// New columns up to which a form with one column for each value of an expression is taken where there is another
  /// form; beyond, it is still taken where it needs no more columns than the other one. It has the stronger relaxation.
  /// 0 = the other form always.
  public var indexedColumns: Int
  /// New columns of all constraints together; a model that needs more is refused.
  public var columns: Int
  /// Rows of all constraints together; a model that needs more is refused.
  public var rows: Int

  /// The defaults, or others.
  public init(indexedColumns: Int = 2000, columns: Int = 10_000_000, rows: Int = 10_000_000) {
    self.indexedColumns = indexedColumns
    self.columns = columns
    self.rows = rows
  }

  /// Whether to take a form by values of so many columns where another form takes `others`.
  func takesValues(_ columns: Double, orElse others: Double) -> Bool {
    indexedColumns > 0 && columns <= max(Double(indexedColumns), others)
  }
}
