import type { PremisesCategory } from '../../model/codes.ts';
import { isSaid, type Tags } from './read-tags.ts';

const eateries = ['restaurant', 'cafe', 'fast_food', 'food_court', 'ice_cream', 'biergarten', 'canteen', 'teahouse'];
const entertainment = [
  'bar',
  'pub',
  'nightclub',
  'karaoke',
  'karaoke_box',
  'stripclub',
  'swingerclub',
  'casino',
  'gambling',
  'cinema',
  'theatre',
  'arts_centre',
  'events_venue',
  'hookah_lounge',
  'concert_hall',
  'exhibition_centre',
  'dojo',
  'music_venue',
  'lounge',
];
const schools = [
  'school',
  'kindergarten',
  'childcare',
  'language_school',
  'music_school',
  'prep_school',
  'driving_school',
  'dancing_school',
  'training',
  'research_institute',
];
const clinics = ['clinic', 'doctors', 'dentist', 'veterinary', 'nursing_home', 'health_post'];
const workshops = ['car_repair', 'motorcycle_repair', 'car_service', 'tyres', 'workshop'];
const keyUnits = ['hospital', 'university', 'college', 'conference_centre', 'marketplace', 'ferry_terminal', 'bus_station', 'prison'];
const plainAmenities = [
  'bank',
  'post_office',
  'library',
  'place_of_worship',
  'social_facility',
  'community_centre',
  'social_centre',
  'police',
  'townhall',
  'courthouse',
  'car_rental',
  'car_wash',
  'studio',
  'coworking_space',
  'reception_desk',
  'car_pooling',
  'monastery',
  'crematorium',
  'funeral_hall',
  'internet_access',
  'money_transfer',
  'bureau_de_change',
  'post_depot',
  'embassy',
  'animal_boarding',
  'animal_shelter',
  'yacht_club',
  'polling_station',
  'public_building',
  'refugee_site',
  'investment_bank',
  'brokerage',
  'music_rehearsal_place',
  'storage',
];
const amenityCategories = new Map<string, PremisesCategory>([
  ...eateries.map((value) => [value, 'smallEatery'] as const),
  ...entertainment.map((value) => [value, 'smallEntertainment'] as const),
  ...schools.map((value) => [value, 'smallSchool'] as const),
  ...clinics.map((value) => [value, 'smallClinic'] as const),
  ...workshops.map((value) => [value, 'smallWorkshop'] as const),
  ...keyUnits.map((value) => [value, 'keyFireUnit'] as const),
  ...plainAmenities.map((value) => [value, 'other'] as const),
  ['pharmacy', 'smallShop'],
  ['grocery', 'smallShop'],
  ['internet_cafe', 'smallInternetCafe'],
  ['spa', 'smallBeautyBath'],
  ['public_bath', 'smallBeautyBath'],
  ['fuel', 'flammableExplosiveSite'],
  ['dormitory', 'rentalHouse'],
  ['love_hotel', 'smallHotel'],
]);
const beautyShops = new Set(['hairdresser', 'beauty', 'massage', 'tattoo', 'nails', 'spa', 'sauna', 'hairdresser_supply', 'piercing']);
const dangerousShops = new Set(['gas', 'fireworks', 'fuel', 'pyrotechnics']);
const repairShops = new Set(['car_repair', 'motorcycle_repair', 'car_service', 'tyres']);
const storeRooms = new Set(['storage_rental', 'storage', 'warehouse', 'wholesale']);
const lodgings = new Set(['hotel', 'hostel', 'guest_house', 'motel', 'apartment', 'chalet']);
const sights = new Set(['gallery', 'museum', 'aquarium', 'theme_park', 'zoo', 'exhibit']);
const indoorLeisure = new Map<string, PremisesCategory>([
  ['fitness_centre', 'other'],
  ['sports_centre', 'other'],
  ['sports_hall', 'other'],
  ['ice_rink', 'other'],
  ['escape_game', 'smallEntertainment'],
  ['amusement_arcade', 'smallEntertainment'],
  ['adult_gaming_centre', 'smallEntertainment'],
  ['bowling_alley', 'smallEntertainment'],
  ['dance', 'smallEntertainment'],
  ['karaoke', 'smallEntertainment'],
  ['trampoline_park', 'smallEntertainment'],
  ['hackerspace', 'other'],
  ['sauna', 'smallBeautyBath'],
  ['spa', 'smallBeautyBath'],
  ['internet_cafe', 'smallInternetCafe'],
]);
const closedShops = new Set(['vacant', 'no', 'disused', 'closed']);
const closedOffices = new Set(['vacant', 'no']);

/** The category of a place people trade, lodge, learn or work in, by its OpenStreetMap tags; null for anything else. */
export function premisesCategoryOf(tags: Tags): PremisesCategory | null {
  const amenity = firstOf(tags.amenity);
  const shop = firstOf(tags.shop);
  if (amenity !== undefined) {
    const category = amenityCategories.get(amenity);
    if (category !== undefined) return category;
  }
  if (shop !== undefined && isSaid(shop) && !closedShops.has(shop)) {
    if (beautyShops.has(shop)) return 'smallBeautyBath';
    if (dangerousShops.has(shop)) return 'flammableExplosiveSite';
    if (repairShops.has(shop)) return 'smallWorkshop';
    return storeRooms.has(shop) ? 'smallWarehouse' : 'smallShop';
  }
  const tourism = firstOf(tags.tourism);
  if (tourism !== undefined && lodgings.has(tourism)) return 'smallHotel';
  const leisure = firstOf(tags.leisure);
  if (leisure !== undefined && indoorLeisure.has(leisure)) return indoorLeisure.get(leisure)!;
  if (isSaid(tags.craft)) return 'smallWorkshop';
  if (isSaid(tags.healthcare)) return 'smallClinic';
  if (isSaid(tags.office) && !closedOffices.has(tags.office!)) return 'other';
  return tourism !== undefined && sights.has(tourism) ? 'other' : null;
}

function firstOf(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value.split(';')[0]!.trim();
}
