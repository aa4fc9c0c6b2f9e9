// How CBC searches: cuts, heuristics, branching. The values follow the defaults of CBC's own driver, which cannot be
// used here: it reads its command through global variables, so that two solves at once disturb each other.
#ifndef OPTSOLVE_CBC_STRATEGY_HPP
#define OPTSOLVE_CBC_STRATEGY_HPP

#include <coin/CbcModel.hpp>

#include "track.h"

namespace cbc {

/// The settings given by the caller as pairs of words.
class Settings {
 public:
  explicit Settings(const shim_options *options) : options_(options) {}
  /// The value given for a setting, or `otherwise`.
  const char *word(const char *name, const char *otherwise) const;
  bool isOn(const char *name, bool otherwise = true) const;
  int integer(const char *name, int otherwise) const;

 private:
  const shim_options *options_;
};

void addCuts(CbcModel &model, const Settings &settings);
void addHeuristics(CbcModel &model, const Settings &settings, bool hasStart);
/// `isPrimed`: an incumbent or a cutoff is there from the beginning.
void setSearch(CbcModel &model, const Settings &settings, bool isPrimed);

}  // namespace cbc

#endif
