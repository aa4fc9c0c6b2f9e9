import OptCore

extension Model {
  /// Reads a model in the LP format.
  ///
  /// Understood: minimize or maximize with synonyms, objective constants, `subject to` with synonyms, lazy
  /// constraints and user cuts (as lazy rows), `<=`, `>=`, `=` and their variants, limits on both sides, variables
  /// on both sides, bounds with `free` and infinities, general, integer and binary lists, comments. Quadratic terms,
  /// indicators, semi-continuous variables and special ordered sets are refused by name. Binary intersects the bounds
  /// given with [0, 1]. Bounds and limits from 1e20 on mean none.
  ///
  /// - Throws: `InstanceError` with the exact place of the first mistake.
  /// - Complexity: O(length of the text).
  public init(lp source: SourceText) throws(InstanceError) {
    var reader = LPReader(source)
    self = try reader.read()
  }

  /// Reads a model in the MPS format, free or fixed.
  ///
  /// The text is taken as free (fields separated by blanks); when that fails and the header does not say `FREE`, as fixed
  /// (fields at their columns, names may hold blanks). The right-hand side of the objective row is its constant with
  /// the opposite sign. An integer column between markers without any bound is binary. An upper bound below 0 on a
  /// column whose lower bound was not stated makes the lower bound minus infinity. Only the first set of right-hand
  /// sides, ranges and bounds counts. Further rows of kind `N` are passed over. `LAZYCONS` and `USERCUTS` are read as
  /// lazy rows; quadratic, conic, indicator, semi-continuous and special-ordered-set parts are refused by name.
  ///
  /// - Throws: `InstanceError` with the exact place of the first mistake.
  /// - Complexity: O(length of the text).
  public init(mps source: SourceText) throws(InstanceError) {
    var free = MPSReader(source, layout: .free)
    do throws(InstanceError) {
      self = try free.read()
    } catch {
      guard !free.saysFree else { throw error }
      var fixed = MPSReader(source, layout: .fixed)
      guard let model = try? fixed.read() else { throw error }
      self = model
    }
  }

  /// Reads a model whose format follows from the file's extension: `lp` or `mps`.
  ///
  /// - Throws: `InstanceError` for another extension and for a text that does not follow its format.
  public init(reading source: SourceText) throws(InstanceError) {
    switch source.fileExtension {
    case "lp": try self.init(lp: source)
    case "mps": try self.init(mps: source)
    default:
      throw InstanceError(
        at: source.start, found: "the file extension '\(source.fileExtension)'",
        expected: "a model file that ends in .lp or .mps")
    }
  }
}
